package dev.tutti.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A SIEM that posts one request after the other, and posts again what was not answered or turned away, until it is
 * acknowledged. One request in twelve is delivered once more although it was.
 */
final class Siem implements Runnable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int ONCE_MORE = 12;
    private static final Duration COME_AGAIN = Duration.ofMillis(200);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final URI service;
    private final String token;
    private final Feed feed;
    private final Receipts receipts;
    private final Random random;
    private final int breathMillis;
    private final AtomicBoolean finishing;

    /** Ends after the post under way when {@code finishing} is set; takes a breath of up to this long between posts. */
    Siem(Theatre theatre, Feed feed, Random random, int breathMillis, AtomicBoolean finishing) {
        this.service = theatre.address();
        this.token = theatre.token("siem");
        this.receipts = theatre.receipts;
        this.feed = feed;
        this.random = random;
        this.breathMillis = breathMillis;
        this.finishing = finishing;
    }

    @Override
    public void run() {
        try {
            while (!finishing.get()) {
                Post post = feed.next();
                deliver(post);
                if (random.nextInt(ONCE_MORE) == 0) {
                    deliver(post);
                }
                Moments.pause(Duration.ofMillis(random.nextInt(breathMillis + 1)));
            }
        } catch (RuntimeException e) {
            receipts.complain("a SIEM gave up: " + e);
        }
    }

    /** Until it is acknowledged. */
    void deliver(Post post) {
        while (!attempt(post)) {
            Moments.pause(COME_AGAIN);
        }
    }

    private boolean attempt(Post post) {
        HttpRequest request = HttpRequest.newBuilder(service.resolve(post.path()))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(post.body()))
                .build();
        receipts.posts.incrementAndGet();
        HttpResponse<String> response;
        try {
            response = http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            receipts.unanswered.incrementAndGet();
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        receipts.answers.incrementAndGet();
        return understood(post, response);
    }

    private boolean understood(Post post, HttpResponse<String> response) {
        if (response.statusCode() == 503) {
            receipts.turnedAway.incrementAndGet();
            if (response.headers().firstValue("Retry-After").isEmpty()) {
                receipts.complain("503 without Retry-After: " + response.body());
            }
            return false;
        }
        if (response.statusCode() != 202) {
            receipts.complain("the answer " + response.statusCode() + " " + response.body() + " to " + post.body());
            return response.statusCode() < 500;
        }
        List<String> items = post.items();
        try {
            JsonNode told = JSON.readTree(response.body());
            if (post.single()) {
                receipts.acknowledged(items.get(0), told);
            } else {
                for (int i = 0; i < items.size(); i++) {
                    receipts.acknowledged(items.get(i), told.path("items").path(i));
                }
            }
        } catch (IOException e) {
            receipts.complain("an answer that is no JSON: " + response.body());
        }
        return true;
    }
}
