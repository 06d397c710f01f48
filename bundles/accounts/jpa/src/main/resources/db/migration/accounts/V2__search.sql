-- A row for every account and each of its ancestors, with what it is found by: lists and searches of whatever lies below an
-- account read one stretch of one index, whether there are a thousand accounts or a million.
create table account_below (
  ancestor_id varchar(32) not null references account (id),
  account_id varchar(32) not null references account (id),
  name_key varchar(512) ${by_code_point} not null,
  -- Letters and digits only, in lower case.
  realm_key varchar(253) ${by_code_point} not null,
  primary key (ancestor_id, account_id)
);
insert into account_below (ancestor_id, account_id, name_key, realm_key)
  select ancestor.id, account.id, account.name_key, replace(replace(replace(account.realm_key, '.', ''), '-', ''), '_', '')
  from account ancestor
  join account on account.path > ancestor.path and account.path < ancestor.path || 'g'
  where ancestor.deleted_at_micros is null and account.deleted_at_micros is null;
create index account_below_name on account_below (ancestor_id, name_key, account_id);
create index account_below_realm on account_below (ancestor_id, realm_key, account_id);
create index account_below_account on account_below (account_id);
