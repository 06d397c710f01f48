-- Rows are deleted by age, see OutboxRetention.
create index outbox_by_age on outbox (created_at);
