package dev.tutti.faults;

import java.lang.instrument.Instrumentation;
import java.util.Collection;
import java.util.Optional;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import net.bytebuddy.matcher.ElementMatchers;

/**
 * Halts the service's process when a named method has returned, without a shutdown hook or anything else that a process does
 * at its end. It comes as {@code -javaagent} from test classes; the shipped jar knows nothing of it. It also stops the service
 * when its driver is gone, so that a driver that is killed leaves nothing behind.
 */
public final class KillAgent {

    /** How the process ends when it was the agent who ended it; the service itself knows other codes. */
    static final int EXIT_CODE = 99;

    private KillAgent() {}

    /** Called by the JVM before the service; the argument is an order of {@link KillPoint}, or nothing. */
    public static void premain(String order, Instrumentation instrumentation) {
        stopWithTheDriver();
        if (order == null || order.isEmpty()) {
            return;
        }
        String[] parts = order.split(":", 3);
        System.setProperty("faults.left", parts[2]);
        new AgentBuilder.Default()
                .type(ElementMatchers.named(parts[0]))
                .transform((builder, type, loader, module, domain) ->
                        builder.visit(Advice.to(Halt.class).on(ElementMatchers.named(parts[1]))))
                .installOn(instrumentation);
    }

    private static void stopWithTheDriver() {
        Thread thread = new Thread(
                () -> {
                    ProcessHandle.current()
                            .parent()
                            .ifPresent(driver -> driver.onExit().join());
                    System.exit(1);
                },
                "stop-with-the-driver");
        thread.setDaemon(true);
        thread.start();
    }

    /** Copied into the method, so it may know the JDK only. An empty list or optional is no return that counts. */
    static final class Halt {

        private Halt() {}

        @Advice.OnMethodExit
        static void returned(@Advice.Return(typing = Assigner.Typing.DYNAMIC) Object value) {
            boolean empty = (value instanceof Collection && ((Collection<?>) value).isEmpty())
                    || (value instanceof Optional && ((Optional<?>) value).isEmpty());
            if (!empty) {
                int left = Integer.getInteger("faults.left", 1) - 1;
                System.setProperty("faults.left", String.valueOf(left));
                if (left <= 0) {
                    Runtime.getRuntime().halt(99);
                }
            }
        }
    }
}
