-- One row per call attempt, refused ones too: what lists of calls show.
create table call_detail (
  id varchar(40) not null primary key,
  account_id varchar(32) not null,
  recorded_at_micros bigint not null,
  started_at_micros bigint not null,
  interaction_id varchar(32) not null,
  direction varchar(16) not null,
  classification varchar(64) not null,
  reason varchar(64) not null,
  rate_name varchar(255),
  billed_seconds bigint not null,
  document text not null
);
create index call_detail_list on call_detail (account_id, recorded_at_micros, id);
create index call_detail_legs on call_detail (account_id, interaction_id, started_at_micros, id);

-- All calls in the order in which they ended: proofs and new prices go through them.
create index call_record_ended on call_record (ended_at_micros, switch_id, call_id, leg);
