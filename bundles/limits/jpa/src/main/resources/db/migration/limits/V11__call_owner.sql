-- Whose call it was within the account, where the switch has told.
alter table call_detail add column owner_id varchar(32);
create index call_detail_owner on call_detail (account_id, owner_id, recorded_at_micros, id);
