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
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.RestResource;
import org.trunkline.rest.Unauthenticated;
import org.trunkline.tasks.Task;
import org.trunkline.tasks.TaskFile;
import org.trunkline.tasks.TaskService;

/** What tasks there can be, and the tasks of the caller's own account. */
@Component(service = TaskResource.class)
@RestResource
@Path("tasks")
@Produces("application/json")
public final class TaskResource {
    private final TaskService tasks;

    @Activate
    public TaskResource(@Reference TaskService tasks) {
        this.tasks = tasks;
    }

    @GET
    @Unauthenticated
    public Answer help(@Context RestRequest request) {
        return Answer.ok(TaskJson.help(TaskRequests.kinds(tasks, request)));
    }

    @PUT
    public Answer create(@Context RestRequest request) {
        Task task = TaskRequests.create(tasks, request, request.caller().account());
        return Answer.created(task.id(), TaskJson.of(task));
    }

    @GET
    @Path("{id}")
    public Answer get(@Context RestRequest request, @PathParam("id") String id) {
        return TaskRequests.get(tasks, request, request.caller().account(), id);
    }

    @GET
    @Path("{id}/input")
    public Answer input(@Context RestRequest request, @PathParam("id") String id) {
        return TaskRequests.file(tasks, request, request.caller().account(), id, TaskFile.INPUT);
    }

    @GET
    @Path("{id}/output")
    public Answer output(@Context RestRequest request, @PathParam("id") String id) {
        return TaskRequests.file(tasks, request, request.caller().account(), id, TaskFile.OUTPUT);
    }

    @PATCH
    @Path("{id}")
    public Answer start(@Context RestRequest request, @PathParam("id") String id) {
        return Answer.ok(
                TaskJson.of(tasks.start(request.caller(), request.caller().account(), id)));
    }

    @PATCH
    @Path("{id}/stop")
    public Answer stop(@Context RestRequest request, @PathParam("id") String id) {
        return Answer.ok(
                TaskJson.of(tasks.stop(request.caller(), request.caller().account(), id)));
    }

    @DELETE
    @Path("{id}")
    public Answer delete(@Context RestRequest request, @PathParam("id") String id) {
        return Answer.ok(
                TaskJson.of(tasks.delete(request.caller(), request.caller().account(), id)));
    }
}
