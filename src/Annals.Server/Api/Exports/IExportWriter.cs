using Annals.Archive;
using Annals.Index.Query;

namespace Annals.Server.Api.Exports;

/// <summary>Writes the file of an export.</summary>
internal interface IExportWriter
{
    /// <summary>Writes file and manifest.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="job">What to write.</param>
    /// <param name="query">Its query.</param>
    /// <param name="actor">Who gets the records, for the receipts.</param>
    /// <param name="running">Is told how it goes on.</param>
    /// <param name="cancellationToken">Ends the export; nothing is left of it then.</param>
    /// <exception cref="ExportRefusedException">There is no room for it.</exception>
    /// <exception cref="IOException">Something could not be read or written.</exception>
    ExportManifest Write(Tenant tenant, ExportJob job, SearchQuery query, Actor actor, RunningExport running, CancellationToken cancellationToken);
}
