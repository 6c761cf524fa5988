package io.talkinghead.spark;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;

/** Kills an executor when so many tasks have ended. */
final class ExecutorKill extends SparkListener implements AutoCloseable {
    private final SparkSession spark;
    private final int tasks;
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicInteger killed = new AtomicInteger();

    private ExecutorKill(SparkSession spark, int tasks) {
        this.spark = spark;
        this.tasks = tasks;
    }

    /** Begins to count. */
    static ExecutorKill after(SparkSession spark, int tasks) {
        ExecutorKill kill = new ExecutorKill(spark, tasks);
        spark.sparkContext().addSparkListener(kill);
        return kill;
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
        if (ended.incrementAndGet() == tasks && TwoWorkers.executors().get(0).destroyForcibly()) {
            killed.incrementAndGet();
        }
    }

    /** Returns how many were killed: one, if it came to that. */
    int killed() {
        return killed.get();
    }

    @Override
    public void close() {
        spark.sparkContext().removeSparkListener(this);
    }
}
