namespace Annals.Cli.Terminal;

/// <summary>The few styles that tables use; nothing at all where colour is not wanted.</summary>
internal sealed class AnsiStyle
{
    private readonly bool _isOn;

    private AnsiStyle(bool isOn) => _isOn = isOn;

    public static AnsiStyle Plain { get; } = new(false);

    /// <summary>Colour on a terminal that can show it, unless NO_COLOR is set to anything but an empty text (no-color.org).</summary>
    public static AnsiStyle For(bool isTerminal, string? noColor, string? term) =>
        isTerminal && string.IsNullOrEmpty(noColor) && term != "dumb" ? new AnsiStyle(true) : Plain;

    public string Bold(string text) => Wrap("1", text);

    public string Dim(string text) => Wrap("2", text);

    public string Good(string text) => Wrap("32", text);

    public string Bad(string text) => Wrap("31", text);

    public string Accent(string text) => Wrap("36", text);

    private string Wrap(string code, string text) => _isOn && text.Length > 0 ? $"\e[{code}m{text}\e[0m" : text;
}
