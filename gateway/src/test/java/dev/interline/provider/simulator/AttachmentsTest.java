package dev.interline.provider.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.exchange.Media;
import dev.interline.exchange.Part;
import dev.interline.exchange.Role;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttachmentsTest {
    @ParameterizedTest
    @ValueSource(strings = {"PNG", "JPEG", "GIF", "BMP"})
    void readsAPicturesFormatAndSizeFromItsBytes(String format) throws IOException {
        byte[] bytes = picture(format, 640, 353);

        assertThat(about("data:image/whatever;base64," + Base64.getEncoder().encodeToString(bytes)))
                .contains(format + " of 640 by 353 pixels")
                .contains(String.format("(%,d bytes)", bytes.length));
    }

    @Test
    void readsAllKindsOfWebP() {
        String lossy = "52494646 24000000 57454250 56503820 18000000 300100 9d012a 2003 5802 0000";
        String lossless = "52494646 24000000 57454250 5650384c 0f000000 2f 1fc39500 0000";
        String extended = "52494646 24000000 57454250 56503858 0a000000 10000000 1f0300 570200 0000";

        assertThat(webp(lossy)).contains("WebP of 800 by 600 pixels");
        assertThat(webp(lossless)).contains("WebP of 800 by 600 pixels");
        assertThat(webp(extended)).contains("WebP of 800 by 600 pixels");
    }

    @Test
    void findsTheSizeOfAJpegBehindItsMetadata() throws IOException {
        byte[] plain = picture("JPEG", 31, 17);
        byte[] bytes = new byte[plain.length + 60_004];
        System.arraycopy(plain, 0, bytes, 0, 2);
        bytes[2] = (byte) 0xff;
        bytes[3] = (byte) 0xe1;
        bytes[4] = (byte) (60_002 >> 8);
        bytes[5] = (byte) (60_002 & 0xff);
        System.arraycopy(plain, 2, bytes, 60_006, plain.length - 2);

        assertThat(Picture.in(bytes)).contains(new Picture("JPEG", 31, 17));
    }

    @Test
    void saysSoWhenItCannotKnow() {
        assertThat(about("https://example.com/cat.png")).contains("https://example.com/cat.png")
                .contains("does not fetch");
        assertThat(about("data:image/png;base64,AAAA")).contains("no picture that the simulator knows");
        assertThat(about("data:image/png")).contains("without data");
        for (int i = 0; i < 40; i++) {
            assertThat(Picture.in(Arrays.copyOf(new byte[]{(byte) 0xff, (byte) 0xd8, (byte) 0xff}, i)))
                    .isEmpty();
        }
    }

    @Test
    void tellsTypeAndSizeOfRecordingsAndFiles() {
        String base64 = Base64.getEncoder().encodeToString(new byte[1234]);
        String pdf = Base64.getEncoder().encodeToString("%PDF-1.7 and so on".getBytes(UTF_8));

        assertThat(about(new Part.Audio(base64, "wav", Optional.empty()))).contains("WAV").contains("1,234 bytes");
        assertThat(about(new Part.Document(new Media.Inline("application/pdf", pdf), Optional.of("report.pdf"),
                Optional.empty()))).contains("“report.pdf” is a PDF of 18 bytes");
        assertThat(about(new Part.Document(new Media.Inline("text/csv", base64), Optional.empty(), Optional.empty())))
                .contains("text/csv of 1,234 bytes");
    }

    private static byte[] picture(String format, int width, int height) throws IOException {
        var out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, out)).isTrue();
        return out.toByteArray();
    }

    private static String webp(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        return about("data:image/webp;base64," + Base64.getEncoder().encodeToString(bytes));
    }

    private static String about(String url) {
        return about(Asking.image(url));
    }

    private static String about(Part part) {
        return Asking.user("Hello")
                .says(Role.USER, new Part.Text("What is this?", Optional.empty()), part)
                .play()
                .text();
    }
}
