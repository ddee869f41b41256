import { serviceUrl } from '../support/services.ts';
import { describeSql } from './describe-sql.ts';

describeSql('postgresql', 'PostgreSQL', await serviceUrl('postgres'));
