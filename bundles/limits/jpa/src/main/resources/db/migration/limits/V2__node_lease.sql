-- One row at most: the node that decides over calls (design §13, "Swap").
create table node_lease (
  id integer not null primary key check (id = 1),
  node varchar(32) not null,
  beat bigint not null,
  rival varchar(32)
);
