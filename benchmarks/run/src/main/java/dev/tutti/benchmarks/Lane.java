package dev.tutti.benchmarks;

/** One way in which alerts are taken in, as the table names it. */
enum Lane {
    A("a    bare, one transaction a request", "/one", 64, 1),
    B("b    bare, group commit", "/group", 64, 1),
    E("e    Tutti, single posts", "", 64, 1),
    C("c    bare, one transaction per 100", "/many", 8, 100),
    E100("e100 Tutti, batches of 100", "", 8, 100),
    D("d    hand-written: commit, act, mark done", "/act", 64, 1);

    private final String title;
    private final String path;
    private final int connections;
    private final int perRequest;

    Lane(String title, String path, int connections, int perRequest) {
        this.title = title;
        this.path = path;
        this.connections = connections;
        this.perRequest = perRequest;
    }

    String title() {
        return title;
    }

    boolean isTutti() {
        return path.isEmpty();
    }

    /** Whether what is decided is also done, so that the turn ends with the last action. */
    boolean acts() {
        return isTutti() || this == D;
    }

    String path() {
        return path;
    }

    int connections() {
        return connections;
    }

    int perRequest() {
        return perRequest;
    }
}
