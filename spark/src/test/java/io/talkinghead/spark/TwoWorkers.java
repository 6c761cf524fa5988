package io.talkinghead.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A Spark cluster on this machine: two workers in this JVM, and an executor of one core in a JVM of its own for each. All test classes have
 * the same one, which goes with the last; a test is given its session.
 */
final class TwoWorkers implements BeforeAllCallback, ParameterResolver {
    private static final ExtensionContext.Namespace SPARK = ExtensionContext.Namespace.create(TwoWorkers.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        session(context);
    }

    private static SparkSession session(ExtensionContext context) {
        return context.getRoot()
                .getStore(SPARK)
                .computeIfAbsent(SparkSession.class, type -> start(2), SparkSession.class);
    }

    /** Starts a cluster of a number of workers, which ends when its session is stopped. */
    static SparkSession start(int workers) {
        try {
            // Spark looks for its installation, though executors have their class path from here.
            Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return SparkSession.builder()
                .master("local-cluster[" + workers + ",1,1024]")
                .appName("talkinghead")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.executor.memory", "1g")
                .config("spark.executor.extraClassPath", System.getProperty("java.class.path"))
                .config("spark.executor.extraJavaOptions", "-XX:+UseSerialGC -XX:-UsePerfData")
                .config("spark.executorEnv.OMP_WAIT_POLICY", "PASSIVE")
                .config("spark.sql.shuffle.partitions", "2")
                .getOrCreate();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == SparkSession.class;
    }

    @Override
    public SparkSession resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return session(context);
    }

    /** Returns the processes of the executors: this JVM starts no others of Java. Long command lines are not told. */
    static List<ProcessHandle> executors() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info()
                        .command()
                        .filter(command -> command.endsWith("java"))
                        .isPresent())
                .toList();
    }
}
