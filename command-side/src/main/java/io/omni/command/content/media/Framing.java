package io.omni.command.content.media;

import io.omni.command.content.media.Probe.Picture;

/** How a picture is brought to 1080×1920. */
enum Framing {
    /** Its middle is cut out at 9:16. */
    CROP("crop='min(iw,ih*9/16)':'min(ih,iw*16/9)',scale=1080:1920:" + Framing.SCALER + ",setsar=1"),
    /**
     * Its middle is cut out at 1:1 and lies on a blurred ground: for pictures so small that 9:16 of them would be enlarged beyond
     * recognition.
     */
    SQUARE(
            "split[ground][front];[ground]crop='min(iw,ih*9/16)':'min(ih,iw*16/9)',scale=108:192:flags=bilinear+bitexact,boxblur=6:2,"
                    + "scale=1080:1920:flags=bilinear+bitexact,setsar=1[blurred];[front]crop='min(iw,ih)':'min(iw,ih)',scale=1080:1080:"
                    + Framing.SCALER + ",setsar=1[square];[blurred][square]overlay=0:420"),
    /** All of it is shown, with bars: when nobody asked for another frame. */
    FIT("scale=1080:1920:force_original_aspect_ratio=decrease:force_divisible_by=2:" + Framing.SCALER
            + ",pad=1080:1920:(ow-iw)/2:(oh-ih)/2,setsar=1");

    // The same picture on every machine, whatever its processor's vector units round like.
    private static final String SCALER = "flags=bicubic+accurate_rnd+full_chroma_int+bitexact";
    private static final int NARROWEST = 360;

    private final String filter;

    Framing(String filter) {
        this.filter = filter;
    }

    /** The one for a picture. */
    static Framing of(Picture picture, boolean reframe) {
        if (!reframe) {
            return FIT;
        }
        double width = Math.min(picture.width(), picture.height() * 9.0 / 16);
        return width < NARROWEST ? SQUARE : CROP;
    }

    /** The filter, for square pixels. */
    String filter() {
        return filter;
    }
}
