package org.trunkline.persistence.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.store.fs.FakeFileChannel;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;

/** Files of H2 in memory, {@code cut:/root/name}, whose writes can be cut off. */
public final class CutFile extends FilePath {
    private static final String ROOT = "cut:/root";
    private static final Map<String, CutDisk> DISKS = new ConcurrentHashMap<>();

    /** Makes H2 open the disk under a name, the only one that there is. */
    static String put(String name, CutDisk disk) {
        FilePath.register(new CutFile());
        DISKS.clear();
        DISKS.put(ROOT + "/" + name + ".mv.db", disk);
        return "jdbc:h2:" + ROOT + "/" + name
                + ";WRITE_DELAY=0;PAGE_SIZE=4096;FILE_LOCK=NO;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE";
    }

    @Override
    public FilePath getPath(String path) {
        CutFile file = new CutFile();
        file.name = path;
        return file;
    }

    @Override
    public long size() {
        CutDisk disk = DISKS.get(name);
        return disk == null ? 0 : disk.size();
    }

    @Override
    public void moveTo(FilePath path, boolean replace) {
        DISKS.put(path.toString(), DISKS.remove(name));
    }

    @Override
    public boolean createFile() {
        return DISKS.putIfAbsent(name, new CutDisk()) == null;
    }

    @Override
    public boolean exists() {
        return DISKS.containsKey(name) || isDirectory();
    }

    @Override
    public void delete() {
        DISKS.remove(name);
    }

    @Override
    public List<FilePath> newDirectoryStream() {
        return DISKS.keySet().stream().map(this::getPath).toList();
    }

    @Override
    public FilePath toRealPath() {
        return this;
    }

    @Override
    public FilePath getParent() {
        return isDirectory() ? null : getPath(ROOT);
    }

    @Override
    public boolean isDirectory() {
        return name.equals(ROOT);
    }

    @Override
    public boolean isRegularFile() {
        return DISKS.containsKey(name);
    }

    @Override
    public boolean isAbsolute() {
        return true;
    }

    @Override
    public long lastModified() {
        return 0;
    }

    @Override
    public boolean canWrite() {
        return true;
    }

    @Override
    public void createDirectory() {
        // there is one, for all
    }

    @Override
    public FileChannel open(String mode) {
        return new Channel(DISKS.computeIfAbsent(name, absent -> new CutDisk()));
    }

    @Override
    public String getScheme() {
        return "cut";
    }

    @Override
    public boolean setReadOnly() {
        return false;
    }

    @Override
    public FilePath unwrap() {
        return this;
    }

    /** What H2 reads and writes through. */
    private static final class Channel extends FileBase {
        private final CutDisk disk;
        private long position;

        Channel(CutDisk disk) {
            this.disk = disk;
        }

        @Override
        public int read(ByteBuffer target) {
            int bytes = disk.read(target, position);
            position += Math.max(0, bytes);
            return bytes;
        }

        @Override
        public int read(ByteBuffer target, long from) {
            return disk.read(target, from);
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            int bytes = disk.write(source, position);
            position += bytes;
            return bytes;
        }

        @Override
        public int write(ByteBuffer source, long to) throws IOException {
            return disk.write(source, to);
        }

        @Override
        public long position() {
            return position;
        }

        @Override
        public FileChannel position(long to) {
            position = to;
            return this;
        }

        @Override
        public long size() {
            return disk.size();
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            disk.truncate(size);
            return this;
        }

        @Override
        public FileLock tryLock(long from, long length, boolean shared) {
            return new FileLock(FakeFileChannel.INSTANCE, from, length, shared) {
                @Override
                public boolean isValid() {
                    return true;
                }

                @Override
                public void release() {
                    // nobody else could have it
                }
            };
        }
    }
}
