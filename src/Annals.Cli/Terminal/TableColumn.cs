namespace Annals.Cli.Terminal;

/// <summary>A column of a <see cref="TextTable"/>.</summary>
/// <param name="Header">Its heading.</param>
/// <param name="WidthMin">Columns it is not narrowed below as long as another column can be left out instead.</param>
/// <param name="LeaveOut">Order in which columns are left out when the terminal is too narrow: the highest first, 0 never.</param>
/// <param name="IsNumber">Aligned to the right.</param>
internal sealed record TableColumn(string Header, int WidthMin = 4, int LeaveOut = 0, bool IsNumber = false);
