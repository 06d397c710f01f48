create table half_done (id varchar(32) not null primary key);
insert into no_such_table values (1);
