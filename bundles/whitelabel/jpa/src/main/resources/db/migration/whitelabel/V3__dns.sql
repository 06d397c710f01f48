create table whitelabel_dns (
  id varchar(16) not null primary key,
  document text not null
);
-- The only row: who writes finds it and locks it.
insert into whitelabel_dns (id, document) values ('records', '{}');
