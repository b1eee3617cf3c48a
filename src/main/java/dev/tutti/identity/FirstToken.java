package dev.tutti.identity;

/** Shows the first admin's token to whoever started Tutti: the only time that it is seen, and never in a log. */
public interface FirstToken {

    void show(String name, String token);
}
