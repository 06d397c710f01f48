package org.trunkline.tasks.rest.internal;

import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.PATCH;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.rest.Answer;
import org.trunkline.rest.PathIds;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.RestResource;
import org.trunkline.tasks.Task;
import org.trunkline.tasks.TaskFile;
import org.trunkline.tasks.TaskService;

/** Tasks of one account. */
@Component(service = AccountTaskResource.class)
@RestResource
@Path("accounts/{account}/tasks")
@Produces("application/json")
public final class AccountTaskResource {
    private final TaskService tasks;

    @Activate
    public AccountTaskResource(@Reference TaskService tasks) {
        this.tasks = tasks;
    }

    @GET
    public Answer list(@Context RestRequest request, @PathParam("account") String account) {
        var page = request.page();
        return Answer.page(page, tasks.list(request.caller(), PathIds.account(account), page), TaskJson::of);
    }

    @PUT
    public Answer create(@Context RestRequest request, @PathParam("account") String account) {
        Task task = TaskRequests.create(tasks, request, PathIds.account(account));
        return Answer.created(task.id(), TaskJson.of(task));
    }

    @GET
    @Path("{id}")
    public Answer get(@Context RestRequest request, @PathParam("account") String account, @PathParam("id") String id) {
        return TaskRequests.get(tasks, request, PathIds.account(account), id);
    }

    @GET
    @Path("{id}/input")
    public Answer input(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("id") String id) {
        return TaskRequests.file(tasks, request, PathIds.account(account), id, TaskFile.INPUT);
    }

    @GET
    @Path("{id}/output")
    public Answer output(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("id") String id) {
        return TaskRequests.file(tasks, request, PathIds.account(account), id, TaskFile.OUTPUT);
    }

    @PATCH
    @Path("{id}")
    public Answer start(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("id") String id) {
        return Answer.ok(TaskJson.of(tasks.start(request.caller(), PathIds.account(account), id)));
    }

    @PATCH
    @Path("{id}/stop")
    public Answer stop(@Context RestRequest request, @PathParam("account") String account, @PathParam("id") String id) {
        return Answer.ok(TaskJson.of(tasks.stop(request.caller(), PathIds.account(account), id)));
    }

    @DELETE
    @Path("{id}")
    public Answer delete(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("id") String id) {
        return Answer.ok(TaskJson.of(tasks.delete(request.caller(), PathIds.account(account), id)));
    }
}
