-- Settings with a name, which a reseller gives to accounts below it.
create table account_template (
  id varchar(32) not null primary key,
  account_id varchar(32) not null,
  name varchar(256) not null,
  name_key varchar(512) ${by_code_point} not null,
  created_at_micros bigint not null,
  modified_at_micros bigint not null,
  revision bigint not null,
  settings text not null
);
create unique index account_template_name_key on account_template (account_id, name_key);
