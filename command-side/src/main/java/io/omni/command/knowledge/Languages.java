package io.omni.command.knowledge;

import java.util.Locale;
import java.util.Map;

/** Tells a file's language by its name. */
final class Languages {
    /** What a text file of no known language is called. */
    static final String OTHER = "text";

    private static final Map<String, String> BY_EXTENSION = Map.ofEntries(
            Map.entry("java", "java"),
            Map.entry("kt", "kotlin"),
            Map.entry("kts", "kotlin"),
            Map.entry("groovy", "groovy"),
            Map.entry("gradle", "groovy"),
            Map.entry("scala", "scala"),
            Map.entry("clj", "clojure"),
            Map.entry("py", "python"),
            Map.entry("pyi", "python"),
            Map.entry("js", "javascript"),
            Map.entry("mjs", "javascript"),
            Map.entry("cjs", "javascript"),
            Map.entry("jsx", "javascript"),
            Map.entry("ts", "typescript"),
            Map.entry("tsx", "typescript"),
            Map.entry("go", "go"),
            Map.entry("rs", "rust"),
            Map.entry("c", "c"),
            Map.entry("h", "c"),
            Map.entry("cc", "cpp"),
            Map.entry("cpp", "cpp"),
            Map.entry("cxx", "cpp"),
            Map.entry("hpp", "cpp"),
            Map.entry("cs", "csharp"),
            Map.entry("rb", "ruby"),
            Map.entry("php", "php"),
            Map.entry("swift", "swift"),
            Map.entry("dart", "dart"),
            Map.entry("lua", "lua"),
            Map.entry("pl", "perl"),
            Map.entry("r", "r"),
            Map.entry("ex", "elixir"),
            Map.entry("exs", "elixir"),
            Map.entry("erl", "erlang"),
            Map.entry("hs", "haskell"),
            Map.entry("ml", "ocaml"),
            Map.entry("sh", "shell"),
            Map.entry("bash", "shell"),
            Map.entry("ps1", "powershell"),
            Map.entry("sql", "sql"),
            Map.entry("html", "html"),
            Map.entry("css", "css"),
            Map.entry("scss", "css"),
            Map.entry("vue", "vue"),
            Map.entry("xml", "xml"),
            Map.entry("json", "json"),
            Map.entry("yml", "yaml"),
            Map.entry("yaml", "yaml"),
            Map.entry("toml", "toml"),
            Map.entry("properties", "properties"),
            Map.entry("ini", "ini"),
            Map.entry("proto", "protobuf"),
            Map.entry("graphql", "graphql"),
            Map.entry("tf", "terraform"),
            Map.entry("md", "markdown"),
            Map.entry("rst", "restructuredtext"),
            Map.entry("adoc", "asciidoc"));

    private static final Map<String, String> BY_NAME = Map.of(
            "dockerfile", "dockerfile",
            "makefile", "make",
            "rakefile", "ruby",
            "gemfile", "ruby",
            "jenkinsfile", "groovy",
            "cmakelists.txt", "cmake");

    private Languages() {}

    /** The language of a file; {@link #OTHER} when it isn't known. */
    static String of(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        String byName = BY_NAME.get(name);
        if (byName != null) {
            return byName;
        }
        return BY_EXTENSION.getOrDefault(name.substring(name.lastIndexOf('.') + 1), OTHER);
    }
}
