package io.talkinghead.spark;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;

/** Does a job on an executor, and tells what became of it; what may work another time is tried three times. */
final class RenderTask implements Function<HeadJob, JobResult> {
    private static final long serialVersionUID = 1L;
    private static final int ATTEMPTS = 3;

    private final SerializableConfiguration hadoop;

    RenderTask(SerializableConfiguration hadoop) {
        this.hadoop = hadoop;
    }

    @Override
    public JobResult call(HeadJob job) throws IOException {
        long start = System.nanoTime();
        for (int attempt = 1; ; attempt++) {
            try (JobFolder folder = JobFolder.make(hadoop.value())) {
                long frames = new RenderedJob(job, folder).render();
                return result(job, start, null, "", frames);
            } catch (TalkingHeadException e) {
                if (!e.code().isRetryable() || e.code() == ErrorCode.CANCELLED || attempt == ATTEMPTS) {
                    return result(job, start, e.code(), String.valueOf(e.getMessage()), 0);
                }
            } catch (IllegalArgumentException e) {
                return result(job, start, null, "the job is wrong: " + e.getMessage(), 0);
            }
        }
    }

    private static JobResult result(HeadJob job, long start, @Nullable ErrorCode code, String message, long frames) {
        return new JobResult(
                job.output(),
                message.isEmpty() ? JobResult.DONE : JobResult.FAILED,
                code == null ? "" : code.label(),
                message,
                frames,
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    }
}
