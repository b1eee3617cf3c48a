package dev.tutti.demo;

import java.util.List;

/** A tool that is made of parts, of which the first that knows the path answers. */
record Routes(String title, List<Route> routes) implements Behaviour {

    Routes {
        routes = List.copyOf(routes);
    }

    Routes(String title, Route... routes) {
        this(title, List.of(routes));
    }

    @Override
    public Answer answer(Asked asked) {
        return routes.stream()
                .flatMap(route -> route.answer(asked).stream())
                .findFirst()
                .orElseGet(Answer::noSuchPath);
    }
}
