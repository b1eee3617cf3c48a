package dev.tutti.connector;

import com.dashjoin.jsonata.JException;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/** Performs one action of a manifest against one instance. */
final class HttpConnector implements Connector {

    private static final int MAX_REQUEST = 256 * 1024;

    private final ActionSpec spec;
    private final ConnectorInstance instance;
    private final Clock clock;
    private final Wire wire;

    HttpConnector(ActionSpec spec, ConnectorInstance instance, Clock clock) {
        this.spec = spec;
        this.instance = instance;
        this.clock = clock;
        this.wire = new Wire(
                spec.descriptor().timeout(), spec.descriptor().idempotency().isRepeatable());
    }

    @Override
    public ActionDescriptor describe() {
        return spec.descriptor();
    }

    @Override
    public ActionOutcome perform(ActionCall call) {
        ActionSpec.Reading reading = spec.read(call);
        if (reading instanceof ActionSpec.Reading.Unusable unusable) {
            return new ActionOutcome.Rejected("nothing was sent: " + unusable.reason());
        }
        Exchange exchange = Objects.requireNonNull(spec.exchanges().get(call.operation()));
        Map<String, Object> parameters = ((ActionSpec.Reading.Usable) reading).parameters();
        Optional<URI> address = exchange.path().below(instance, pathValues(call, parameters));
        if (address.isEmpty()) {
            return new ActionOutcome.Rejected("nothing was sent: the target or a parameter does not fit into the path");
        }
        Optional<String> secret = instance.secret().reveal();
        if (secret.isEmpty()) {
            return new ActionOutcome.Unreachable("the secret of instance '" + instance.name() + "' is unusable", 0);
        }
        HttpUriRequestBase request;
        try {
            request = request(call, exchange, address.get(), body(call, exchange, parameters), secret.get());
        } catch (JException | JsonProcessingException | IllegalArgumentException e) {
            return new ActionOutcome.Rejected("nothing was sent: the body of the request could not be built");
        }
        return outcome(call, exchange, wire.send(request), secret.get());
    }

    private ActionOutcome outcome(ActionCall call, Exchange exchange, Reply reply, String secret) {
        if (reply instanceof Reply.NotSent notSent) {
            return new ActionOutcome.Unreachable(notSent.detail(), 0);
        }
        if (reply instanceof Reply.Broken broken) {
            return new ActionOutcome.Ambiguous(broken.detail());
        }
        return new Answer(exchange, (Reply.Answered) reply, call.idempotencyKey(), secret, clock).outcome();
    }

    private HttpUriRequestBase request(ActionCall call, Exchange exchange, URI address, String body, String secret) {
        HttpUriRequestBase request = new HttpUriRequestBase(exchange.method(), address);
        request.setHeader("Accept", "application/json");
        exchange.headers().forEach(request::setHeader);
        if (!body.isEmpty()) {
            request.setEntity(new ByteArrayEntity(
                    body.getBytes(StandardCharsets.UTF_8), exchange.encoding().type()));
        }
        if (!secret.isEmpty()) {
            request.setHeader("Authorization", spec.scheme() + " " + secret);
        }
        if (spec.descriptor().idempotency() == IdempotencyClass.B_KEYED && call.operation() != Operation.READ_BACK) {
            request.setHeader("Idempotency-Key", call.keyForTheTool());
        }
        return request;
    }

    private static String body(ActionCall call, Exchange exchange, Map<String, Object> parameters)
            throws JsonProcessingException {
        if (!exchange.body().isPresent()) {
            return "";
        }
        Object value = exchange.body()
                .evaluate(Map.of(
                        "target", call.target(),
                        "parameters", parameters,
                        "idempotencyKey", call.keyForTheTool(),
                        "actionId", call.idempotencyKey()));
        String text = value == null ? "" : exchange.encoding().write(value);
        if (text.isEmpty() || text.length() > MAX_REQUEST) {
            throw new JException("nothing, or more than " + MAX_REQUEST + " characters");
        }
        return text;
    }

    private static Map<String, Object> pathValues(ActionCall call, Map<String, Object> parameters) {
        Map<String, Object> values = new HashMap<>(parameters);
        values.put("target", call.target());
        values.put("idempotencyKey", call.keyForTheTool());
        values.put("actionId", call.idempotencyKey());
        return values;
    }
}
