-- What calls took from allotments, by the second in which they began.
create table allotment_use (
  account_id varchar(32) not null,
  begun_at bigint not null,
  name varchar(64) not null,
  switch_id varchar(64) not null,
  call_id varchar(255) not null,
  leg varchar(64) not null,
  seconds bigint not null,
  primary key (account_id, begun_at, name, switch_id, call_id, leg)
);

-- A start reads the cycles that are open.
create index allotment_use_begun on allotment_use (begun_at);
