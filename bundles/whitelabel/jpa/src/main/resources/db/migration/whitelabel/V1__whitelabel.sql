create table whitelabel (
  account_id varchar(32) not null primary key,
  -- Host name of its clients: no two accounts have the same.
  domain varchar(253) unique,
  revision bigint not null,
  created_at_micros bigint not null,
  modified_at_micros bigint not null,
  document text not null
);

create table whitelabel_image (
  -- Account and kind with a colon between.
  id varchar(64) not null primary key,
  account_id varchar(32) not null,
  media_type varchar(64) not null,
  content bytea not null
);
create index whitelabel_image_account on whitelabel_image (account_id);
