package org.lumiwatch.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckoutTest {
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    /** {@code git hash-object} of a file with {@code class A {}} and a line's end. */
    private static final String CONTENT = "class A {}\n";

    private static final String CONTENT_ID = "a869c28495266ce277963307009946887ad25470";

    @TempDir
    Path root;

    private Path source;

    @BeforeEach
    void checkOut() throws IOException {
        source = write(root.resolve("core/src/main/java/A.java"), CONTENT);
        write(root.resolve("docs/page.md"), "not recorded, and no source");
        write(root.resolve(".git/HEAD"), "ref: refs/heads/topic\n");
        Files.write(root.resolve(".git/index"), index("core/src/main/java/A.java", CONTENT_ID));
    }

    @Test
    void theCommitIsFoundFromAnyFolderBelow() throws IOException {
        write(root.resolve(".git/refs/heads/topic"), COMMIT + "\n");
        assertThat(Checkout.around(source).flatMap(Checkout::commit)).contains(COMMIT);
    }

    @Test
    void aBranchMayBePacked() throws IOException {
        write(root.resolve(".git/packed-refs"), "# pack-refs with: peeled\n%s refs/heads/topic\n".formatted(COMMIT));
        assertThat(new Checkout(root).commit()).contains(COMMIT);
    }

    @Test
    void aLinkedWorktreeKeepsItsBranchesElsewhere() throws IOException {
        Path linked = root.resolve("linked");
        Path git = root.resolve(".git/worktrees/linked");
        write(linked.resolve(".git"), "gitdir: " + git + "\n");
        write(git.resolve("HEAD"), "ref: refs/heads/topic\n");
        write(git.resolve("commondir"), "../..\n");
        write(root.resolve(".git/refs/heads/topic"), COMMIT + "\n");
        assertThat(Checkout.around(linked).flatMap(Checkout::commit)).contains(COMMIT);
    }

    @Test
    void beforeTheFirstCommitThereIsNone() {
        assertThat(new Checkout(root).commit()).isEmpty();
    }

    @Test
    void outsideOfACheckoutThereIsNone(@TempDir Path elsewhere) {
        assertThat(Checkout.around(elsewhere)).isEmpty();
    }

    @Test
    void sourcesAsRecordedAreUnchangedWhateverLiesBeside() {
        assertThat(new Checkout(root).changed()).isFalse();
    }

    @Test
    void anEditedANewAndADeletedSourceAreChanges() throws IOException {
        write(source, "class A { }\n");
        assertThat(new Checkout(root).changed()).isTrue();
        write(source, CONTENT);
        Path added = write(root.resolve("core/src/main/java/B.java"), CONTENT);
        assertThat(new Checkout(root).changed()).isTrue();
        Files.delete(added);
        assertThat(new Checkout(root).changed()).isFalse();
        Files.delete(source);
        assertThat(new Checkout(root).changed()).isTrue();
    }

    @Test
    void anIndexThatWeCannotReadIsTakenForAChange() throws IOException {
        byte[] index = index("core/src/main/java/A.java", CONTENT_ID);
        index[7] = 4;
        Files.write(root.resolve(".git/index"), index);
        assertThat(new Checkout(root).changed()).isTrue();
    }

    /** Version 2 with two entries, one of them of a document. */
    private static byte[] index(String path, String id) {
        ByteBuffer bytes = ByteBuffer.allocate(512);
        bytes.put("DIRC".getBytes(StandardCharsets.US_ASCII)).putInt(2).putInt(2);
        entry(bytes, path, id);
        entry(bytes, "docs/other.md", COMMIT);
        byte[] index = new byte[bytes.position()];
        bytes.get(0, index);
        return index;
    }

    private static void entry(ByteBuffer bytes, String path, String id) {
        int start = bytes.position();
        bytes.position(start + 40);
        bytes.put(HexFormat.of().parseHex(id)).putShort((short) path.length());
        bytes.put(path.getBytes(StandardCharsets.UTF_8));
        int length = bytes.position() - start;
        bytes.position(start + (length / 8 + 1) * 8);
    }

    private static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
