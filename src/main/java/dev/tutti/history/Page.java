package dev.tutti.history;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * One page of a listing, newest first.
 *
 * @param next the cursor of the following page; {@code ""} and left out on the last one
 * @param link where the following page is; {@code ""} on the last one
 */
record Page<T>(
        List<T> items,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String next,
        @JsonIgnore String link) {

    RestResponse<Page<T>> answer() {
        var answer = RestResponse.ResponseBuilder.ok(this);
        if (!link.isEmpty()) {
            answer.header(HttpHeaders.LINK, "<" + link + ">; rel=\"next\"");
        }
        return answer.build();
    }
}
