package io.talkinghead.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** An open file of a {@link FaultyDisk}. */
final class FaultyChannel implements SeekableByteChannel {
    private final FaultyDisk disk;
    private final Path file;
    private final SeekableByteChannel channel;
    private final AtomicBoolean closed = new AtomicBoolean();

    FaultyChannel(FaultyDisk disk, Path file, SeekableByteChannel channel) {
        this.disk = disk;
        this.file = file;
        this.channel = channel;
        disk.opened();
    }

    @Override
    public int read(ByteBuffer to) throws IOException {
        disk.checkRead(file);
        return channel.read(to);
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        if (disk.takesWrite()) {
            return channel.write(from);
        }
        ByteBuffer half = from.duplicate();
        half.limit(from.position() + Math.floorDiv(from.remaining(), 2));
        channel.write(half);
        throw FaultyDisk.full(file);
    }

    @Override
    public long position() throws IOException {
        return channel.position();
    }

    @Override
    public SeekableByteChannel position(long position) throws IOException {
        channel.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public SeekableByteChannel truncate(long size) throws IOException {
        channel.truncate(size);
        return this;
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        if (closed.compareAndSet(false, true)) {
            disk.closed();
        }
        channel.close();
    }
}
