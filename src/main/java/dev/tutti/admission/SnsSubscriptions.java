package dev.tutti.admission;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Confirms that a registered topic may post here, and counts when it ceases to. */
@ApplicationScoped
class SnsSubscriptions {

    private static final Logger LOG = Logger.getLogger(SnsSubscriptions.class);

    private final AwsCalls aws;
    private final MeterRegistry registry;

    SnsSubscriptions(AwsCalls aws, MeterRegistry registry) {
        this.aws = aws;
        this.registry = registry;
    }

    /** What became of a subscription, as the label says it. */
    enum Outcome {
        CONFIRMED,
        /** Not confirmed; SNS asks again. */
        FAILED,
        UNSUBSCRIBED
    }

    /**
     * The answer to a message that is about a subscription; nothing for a notification.
     *
     * @param body of a message that is proven
     */
    @Nullable
    Uni<Response> answer(byte[] body) {
        SnsMessage message = SnsMessage.read(body).orElseThrow();
        return message.type() == SnsMessage.Type.Notification
                ? null
                : Uni.createFrom()
                        .item(() -> response(take(message)))
                        .runSubscriptionOn(Infrastructure.getDefaultExecutor());
    }

    Outcome take(SnsMessage message) {
        Outcome outcome =
                message.type() == SnsMessage.Type.UnsubscribeConfirmation ? Outcome.UNSUBSCRIBED : confirm(message);
        registry.counter("tutti.sources.sns", "outcome", outcome.name().toLowerCase(Locale.ROOT))
                .increment();
        LOG.infof("sns subscription outcome=%s topic=%s", outcome, message.field("TopicArn"));
        return outcome;
    }

    private Outcome confirm(SnsMessage message) {
        Optional<URI> address = AwsAddress.ofConfirmation(message.field("SubscribeURL"), message.field("TopicArn"));
        if (address.isEmpty()) {
            return Outcome.FAILED;
        }
        try {
            aws.get(address.get());
            return Outcome.CONFIRMED;
        } catch (IOException e) {
            LOG.warnf("a subscription could not be confirmed: %s", e.getClass().getSimpleName());
            return Outcome.FAILED;
        }
    }

    private static Response response(Outcome outcome) {
        if (outcome == Outcome.FAILED) {
            throw Reason.NO_MEANS.problem().exception();
        }
        return Response.noContent().build();
    }
}
