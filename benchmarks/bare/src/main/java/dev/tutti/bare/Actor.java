package dev.tutti.bare;

import io.agroal.api.AgroalDataSource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** Asks the tool, and marks what is done. */
final class Actor implements Runnable {

    private static final int WORKERS = 16;
    private static final int MOST = 500;

    private final AgroalDataSource database;
    private final String tool;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
    private final BlockingQueue<UUID> done = new LinkedBlockingQueue<>();

    Actor(AgroalDataSource database, String tool) {
        this.database = database;
        this.tool = tool;
    }

    void act(List<Alert> alerts) {
        alerts.stream().filter(Alert::acts).forEach(alert -> workers.execute(() -> call(alert)));
    }

    private void call(Alert alert) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(tool + "/blocks/" + alert.sourceIp()))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"reference\":\"" + alert.actionId() + "\"}"))
                .build();
        try {
            if (http.send(request, BodyHandlers.ofString()).statusCode() == 200) {
                done.add(alert.actionId());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() {
        List<UUID> batch = new ArrayList<>();
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            while (true) {
                batch.clear();
                batch.add(done.take());
                done.drainTo(batch, MOST - 1);
                Object ids = connection.createArrayOf("uuid", batch.toArray());
                for (String sql : List.of(
                        "update action set state = 'SUCCEEDED', changed_at = now() where id = any (?)",
                        "delete from outbox where action_id = any (?)")) {
                    try (PreparedStatement statement = connection.prepareStatement(sql)) {
                        statement.setObject(1, ids);
                        statement.executeUpdate();
                    }
                }
                connection.commit();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
