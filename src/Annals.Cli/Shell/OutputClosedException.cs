namespace Annals.Cli.Shell;

/// <summary>The reader of standard output is gone, as with <c>annals search … | head</c>. The command ends quietly.</summary>
internal sealed class OutputClosedException() : IOException("Standard output was closed by its reader.");
