-- The document says all; what was beside it said the same again, and could not say that a limit is inherited.
alter table account_limits drop column inbound_trunks;
alter table account_limits drop column outbound_trunks;
alter table account_limits drop column twoway_trunks;
alter table account_limits drop column burst_trunks;
alter table account_limits drop column calls;
alter table account_limits drop column resource_consuming_calls;
alter table account_limits drop column allow_prepay;
alter table account_limits drop column allow_postpay;
alter table account_limits drop column max_postpay_micros;
alter table account_limits drop column apply_to_descendants;
alter table account_limits drop column enabled;
