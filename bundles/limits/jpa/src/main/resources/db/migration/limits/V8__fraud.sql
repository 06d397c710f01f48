-- Which countries an account has called, and when last: days since 1970, UTC.
create table called_country (
  account_id varchar(32) not null,
  country varchar(8) not null,
  last_day bigint not null,
  primary key (account_id, country)
);

-- Suspicions of the fraud guard, one per account, rule and country.
create table fraud_case (
  id varchar(32) not null primary key,
  account_id varchar(32) not null,
  rule varchar(32) not null,
  country varchar(8) not null,
  outcome varchar(16) not null,
  state varchar(16) not null,
  first_at_micros bigint not null,
  last_at_micros bigint not null,
  calls bigint not null,
  from_number varchar(255) not null,
  to_number varchar(255) not null,
  decided_by varchar(255),
  allowed_until_micros bigint
);
