-- What a unit of a currency is in another one, in billionths, from a time on.
create table exchange_rate (
  id varchar(32) not null primary key,
  currency_from varchar(3) not null,
  currency_to varchar(3) not null,
  rate_nanos bigint not null,
  -- Seconds since 1970.
  valid_from_seconds bigint not null
);
