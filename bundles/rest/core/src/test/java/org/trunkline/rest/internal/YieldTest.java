package org.trunkline.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import org.junit.jupiter.api.Test;
import org.trunkline.json.Json;
import org.trunkline.rest.Answer;

/** A resource whose paths are patterns gives way to those that have the same paths in plain letters. */
class YieldTest {
    private static final String ACCOUNT = "/v2/accounts/" + "a".repeat(32);

    private static Answer from(String name) {
        return Answer.ok(Json.object().put("from", name));
    }

    /** Stands in for what may be there. */
    @Path("accounts/{account}")
    @Produces("application/json")
    public static final class Absent {
        @GET
        @Path("{noun: alerts|devices|menus}")
        public Answer get(@PathParam("noun") String noun) {
            return from("absent " + noun);
        }

        @GET
        @Path("{noun: services}/{part: summary}")
        public Answer summary() {
            return from("absent summary");
        }
    }

    /** An account, with a list of its own. */
    @Path("accounts/{account}")
    @Produces("application/json")
    public static final class Account {
        @GET
        public Answer get() {
            return from("account");
        }

        @GET
        @Path("alerts")
        public Answer alerts() {
            return from("alerts");
        }

        @GET
        @Path("children")
        public Answer children() {
            return from("children");
        }
    }

    /** A noun of a bundle of its own. */
    @Path("accounts/{account}/devices")
    @Produces("application/json")
    public static final class Devices {
        @GET
        public Answer get() {
            return from("devices");
        }
    }

    /** A noun that takes all below it. */
    @Path("accounts/{account}/services")
    @Produces("application/json")
    public static final class Services {
        @GET
        @Path("summary")
        public Answer get() {
            return from("summary");
        }
    }

    private static String asked(RunningApplication app, String path) {
        return Json.parse(app.get(ACCOUNT + path).body()).at("/data/from").asText();
    }

    @Test
    void theRealThingServesWhileItIsThere() throws Exception {
        try (RunningApplication app = new RunningApplication(new Absent(), new Account())) {
            assertThat(asked(app, "")).isEqualTo("account");
            assertThat(asked(app, "/children")).isEqualTo("children");
            assertThat(asked(app, "/alerts")).isEqualTo("alerts");
            assertThat(asked(app, "/menus")).isEqualTo("absent menus");
            assertThat(asked(app, "/devices")).isEqualTo("absent devices");
            assertThat(asked(app, "/services/summary")).isEqualTo("absent summary");

            app.publish(new Devices(), new Absent(), new Services(), new Account());

            assertThat(asked(app, "/devices")).isEqualTo("devices");
            assertThat(asked(app, "/services/summary")).isEqualTo("summary");
            assertThat(asked(app, "/menus")).isEqualTo("absent menus");
        }
    }

    /** What was lost is lost for a moment only: then the stand-in is true again. */
    @Test
    void theStandInIsBackWhenTheRealThingHasGone() throws Exception {
        try (RunningApplication app = new RunningApplication(new Absent(), new Devices())) {
            app.publish(new Absent());

            assertThat(asked(app, "/devices")).isEqualTo("absent devices");
        }
    }

    @Test
    void whatNobodyHasIsNotThereWithOrWithoutAToken() throws Exception {
        try (RunningApplication app = new RunningApplication(new Absent())) {
            for (String path :
                    new String[] {ACCOUNT + "/service_plans", ACCOUNT + "/braintree/customer", "/v2/whitelabel/h/logo"
                    }) {
                assertThat(app.get(path).statusCode()).as(path).isEqualTo(404);
                assertThat(app.send("GET", path, null, "X-Auth-Token", "undefined")
                                .statusCode())
                        .as(path)
                        .isEqualTo(404);
            }
        }
    }
}
