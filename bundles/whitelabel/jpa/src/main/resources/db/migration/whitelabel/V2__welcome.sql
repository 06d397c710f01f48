create table whitelabel_welcome (
  account_id varchar(32) not null primary key,
  html text not null
);
