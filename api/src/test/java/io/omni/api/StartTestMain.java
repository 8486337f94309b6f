package io.omni.api;

import io.omni.api.settings.OmniSettings;

/** Starts the slim application the way {@code main} starts the whole one. */
final class StartTestMain {

    private StartTestMain() {}

    public static void main(String[] args) {
        OmniApplication.runOrExit(
                () -> OmniApplication.start(EdgeTestApplication.class, OmniSettings.from(System.getenv())));
    }
}
