import type { TypedDocumentString } from '../gql/graphql.js';
import { ClassEligibilityDocument, EnrolmentDetailDocument, EnrolmentForChangeDocument, EnrolmentsDocument, PeriodReviewDocument, ReviewListDocument, SchoolChoicesDocument, SchoolSeatsDocument } from '../gql/graphql.js';

/** What reads differently once somebody was withdrawn or swapped. */
export const changedByActs = [EnrolmentsDocument, PeriodReviewDocument, ReviewListDocument, EnrolmentDetailDocument, EnrolmentForChangeDocument, ClassEligibilityDocument, SchoolChoicesDocument, SchoolSeatsDocument] as TypedDocumentString<unknown, never>[];
