-- Nothing is looked up by it, and every call has paid for it.
drop index call_record_account;

-- A user is one of one account. Calls of nobody in particular, most of them, stand at the end of it in the order of time.
create index call_detail_user on call_detail (owner_id, recorded_at_micros, id);
drop index call_detail_owner;
