package io.talkinghead.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** A Spark cluster on this machine: workers in this JVM, and an executor of one core in a JVM of its own for each. */
final class TwoWorkers {
    private TwoWorkers() {}

    static SparkSession start(int workers) throws IOException {
        // Spark looks for its installation, though executors have their class path from here.
        Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));
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
