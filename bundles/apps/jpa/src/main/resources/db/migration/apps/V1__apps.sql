-- One row per account that has said which apps it uses, or was refused some.
create table account_apps (
  account_id varchar(32) not null primary key,
  revision bigint not null,
  document text not null
);
