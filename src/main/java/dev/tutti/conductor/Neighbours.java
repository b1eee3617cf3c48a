package dev.tutti.conductor;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The partitions of one process, as they tell each other that there is something to hear. */
final class Neighbours {

    private final List<News> all = new CopyOnWriteArrayList<>();

    void join(News news) {
        all.add(news);
    }

    void tell(News teller) {
        for (News other : all) {
            if (other != teller) {
                other.expect();
            }
        }
    }
}
