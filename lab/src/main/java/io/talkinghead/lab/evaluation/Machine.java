package io.talkinghead.lab.evaluation;

import io.talkinghead.Backends;
import java.util.Locale;
import org.apiguardian.api.API;

/**
 * What measured: without names of hosts or people.
 *
 * @param cores processors that Java sees
 * @param engine the judging backend's, with its version
 * @param java version and name of the Java
 * @param system name, version and processor type of the operating system
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Machine(int cores, String engine, String java, String system) {
    /** Looks at this one. */
    static Machine here(String backend) {
        String engine = Backends.report().stream()
                .filter(found -> found.id().equals(backend))
                .map(found -> backend + " (" + found.verdict().detail() + ")")
                .findFirst()
                .orElse(backend);
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                engine,
                System.getProperty("java.version") + " (" + System.getProperty("java.vm.name") + ")",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                        + System.getProperty("os.arch"));
    }

    /** Returns it as one line. */
    public String line() {
        return String.format(Locale.ROOT, "%d cores, engine %s, Java %s, %s", cores, engine, java, system);
    }
}
