-- What deleted accounts said is forgotten after a time; the row stays, so that nobody gets its id.
alter table account add forgotten_at_micros bigint;
create index account_deleted on account (deleted_at_micros);
