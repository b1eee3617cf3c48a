package dev.tutti.bare;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The endpoints; each answers 202 after the commit. */
@Path("/")
@ApplicationScoped
public class Bare {

    private final AgroalDataSource database;
    private final Rows rows;
    private final Group group;
    private final Group acting;
    private final Actor actor;

    Bare(AgroalDataSource database, ObjectMapper json, @ConfigProperty(name = "bare.tool") String tool) {
        this.database = database;
        this.rows = new Rows(json, "bare-" + ProcessHandle.current().pid());
        this.actor = new Actor(database, tool);
        this.group = new Group(database, rows, alerts -> {});
        this.acting = new Group(database, rows, actor::act);
    }

    void start(@Observes StartupEvent event) {
        for (Runnable loop : List.of(group, acting, actor)) {
            Thread thread = new Thread(loop, loop.getClass().getSimpleName());
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** One transaction a request. */
    @POST
    @Path("one")
    @Blocking
    public Response one(Alert alert) throws SQLException {
        return commit(List.of(alert));
    }

    /** One transaction a request of many. */
    @POST
    @Path("many")
    @Blocking
    public Response many(List<Alert> alerts) throws SQLException {
        return commit(alerts);
    }

    /** Whatever waits shares one transaction. */
    @POST
    @Path("group")
    @NonBlocking
    public Uni<Response> group(Alert alert) {
        return answer(group.add(alert));
    }

    /** The same, and then the tool is asked. */
    @POST
    @Path("act")
    @NonBlocking
    public Uni<Response> act(Alert alert) {
        return answer(acting.add(alert));
    }

    private static Uni<Response> answer(CompletableFuture<Void> committed) {
        return Uni.createFrom()
                .completionStage(committed)
                .map(nothing -> Response.accepted().build());
    }

    private Response commit(List<Alert> alerts) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            rows.insert(connection, alerts);
            connection.commit();
            return Response.accepted().build();
        }
    }
}
