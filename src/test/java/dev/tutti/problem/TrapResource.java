package dev.tutti.problem;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Fails in ways that the caller must not see, and has a method that says nothing of whom it permits. */
@Path("/trap")
public class TrapResource {

    @GET
    @Path("/unexpected")
    @PermitAll
    public String unexpected() {
        throw new IllegalStateException("planted-canary in dev.tutti.Internal");
    }

    @GET
    @Path("/busy")
    @PermitAll
    public String busy() {
        throw Problem.of(ErrorCode.BUSY, "The queue is full")
                .withHint("Come again")
                .withHeader("Retry-After", "2")
                .exception();
    }

    @GET
    @Path("/undeclared")
    public String undeclared() {
        return "open";
    }
}
