create table proof (
  id varchar(32) not null primary key,
  amount_micros bigint not null,
  revision bigint not null
);
