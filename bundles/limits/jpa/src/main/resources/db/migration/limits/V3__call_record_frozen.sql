-- The call and its terms, from which a late end or a correction is settled.
alter table call_record add column frozen text;
