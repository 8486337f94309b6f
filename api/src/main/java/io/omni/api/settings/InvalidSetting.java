package io.omni.api.settings;

/** A setting makes no sense; the message names it and says what would. */
public final class InvalidSetting extends StartupProblem {
    private final String setting;

    /**
     * Says what is wrong.
     *
     * @param setting the name of the environment variable
     * @param rule what it must be; the sentence goes on after the name
     */
    public InvalidSetting(String setting, String rule) {
        super(setting + " " + rule);
        this.setting = setting;
    }

    /** The name of the environment variable. */
    public String setting() {
        return setting;
    }
}
