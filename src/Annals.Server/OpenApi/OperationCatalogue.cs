using System.Collections.Frozen;

namespace Annals.Server.OpenApi;

/// <summary>The descriptions of all operations, by the names of their endpoints.</summary>
internal static class OperationCatalogue
{
    private static readonly FrozenDictionary<string, OperationDescription> ByName =
        RecordOperations.All.Concat(TenantOperations.All).Concat(JobOperations.All).Concat(AccessOperations.All).Concat(CollectorOperations.All).ToFrozenDictionary(operation => operation.Name, StringComparer.Ordinal);

    /// <summary>The description of an endpoint; null when there is none.</summary>
    public static OperationDescription? Find(string? name) => name is null ? null : ByName.GetValueOrDefault(name);
}
