package org.trunkline.apps.rest.internal;

import java.util.Optional;
import org.trunkline.apps.AppImage;
import org.trunkline.apps.AppService;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.rest.Answer;

/** Images of apps, which are asked for at two places. */
record AppImages(AppService apps) {
    Answer icon(String app) {
        return answer(apps.icon(app), "icon");
    }

    /** A number that is none names nothing. */
    Answer screenshot(String app, String number) {
        Optional<AppImage> found =
                number.matches("[0-9]{1,3}") ? apps.screenshot(app, Integer.parseInt(number)) : Optional.empty();
        return answer(found, "screenshot");
    }

    private static Answer answer(Optional<AppImage> found, String what) {
        AppImage image = found.orElseThrow(() -> new NotFoundException(what));
        return Answer.content(image.mediaType(), image.content());
    }
}
