-- Documents of which an account has at most one of each kind: how to log in, what tokens may ask for.
create table identity_account_document (
  -- The account and the kind, with a colon between.
  id varchar(64) not null primary key,
  account_id varchar(32) not null,
  kind varchar(31) not null,
  revision bigint not null,
  document text not null
);
insert into identity_account_document (id, account_id, kind, revision, document)
  select account_id || ':security', account_id, 'security', revision, document from identity_security;
drop table identity_security;
